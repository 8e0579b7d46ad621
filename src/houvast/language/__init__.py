"""Dutch and other text, understood without any outside service. Pure: no Django."""
