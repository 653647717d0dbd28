"""The side of the house that is open to editors: who is logged in, and who may do what."""
