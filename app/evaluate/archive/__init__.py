"""An archive of any size that nobody wrote: the real schema, filled in minutes, always the same.

Words, speakers, countries, outlets and topics are drawn by Zipf's law, as in real news, so that the commonest
of each is as common as in an archive of that size; all that pages show is there, and fits together.
"""
