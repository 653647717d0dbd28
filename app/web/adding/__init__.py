"""Adding articles in the browser: who may, what was sent, and how it is told what became of it."""
