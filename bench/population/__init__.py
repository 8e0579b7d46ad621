"""How fast a whole population is computed on this machine, beside OpenFisca, in one run."""
