"""What the one network client is made of: whom it talks to, for how long, how often, and what it may read."""
