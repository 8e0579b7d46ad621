"""The command `houvast rotate-vault-key`."""

import argparse
import getpass
import sys

import django
from django.conf import settings


def rotate_vault_key(words: list[str]) -> int:
    """Wrap every resident's key with the new HOUVAST_VAULT_KEY; asks for the old one without showing it."""
    parser = argparse.ArgumentParser(
        prog="houvast rotate-vault-key",
        description=(
            "Run this after a change of HOUVAST_VAULT_KEY. It asks for the old key, or reads it on standard "
            "input. It can be stopped and run again; who waits is served as soon as their key is done."
        ),
    )
    parser.parse_args(words)
    old = (
        getpass.getpass("The old HOUVAST_VAULT_KEY: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    )
    django.setup()

    # Only now: models cannot be imported before Django is set up.
    from houvast.vault.locker import VaultClosed, rewrap_all

    try:
        done = rewrap_all(old, settings.CONFIG.vault_key)
    except VaultClosed as refusal:
        print(f"Stopped: {refusal}. What was done stays done.", file=sys.stderr)
        return 1
    print(f"Wrapped {done} key(s) with the new HOUVAST_VAULT_KEY.")
    return 0
