"""The Equal Earth projection (Šavrič, Patterson and Jenny, 2018): areas keep their proportions."""

import math

MIDDLE = 11.0
"""The meridian in the middle: the edge then runs through the Bering Strait and cuts no country."""
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = math.sqrt(3) / 2


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """A place on the plane, east and north of the middle, where the globe has a radius of one.

    A longitude beyond 180° from the middle lies beyond the edge: who draws one shape keeps it on one side.
    """
    angle = math.asin(_M * math.sin(math.radians(latitude)))
    square = angle * angle
    sixth = square**3
    a, b, c, d = _A
    slope = a + 3 * b * square + sixth * (7 * c + 9 * d * square)
    east = math.radians(longitude - MIDDLE) * math.cos(angle) / (_M * slope)
    north = angle * (a + b * square + sixth * (c + d * square))
    return east, north
