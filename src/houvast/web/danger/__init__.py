"""How danger is recognised, without a browser."""
