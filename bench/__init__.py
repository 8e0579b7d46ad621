"""How fast Houvast is on this machine, always beside something that does nothing, in the same run."""
