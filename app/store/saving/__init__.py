"""The parts of one save, in the order in which `app.store.write.save` takes them."""
