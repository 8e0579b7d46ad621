"""Money from the emergency buffer on the page of a request. The buffer itself is the room `money`."""
