"""Facts with source and moment, sealed with a key per resident; what is erased stays erased."""
