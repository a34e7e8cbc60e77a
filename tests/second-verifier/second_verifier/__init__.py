"""A second implementation of Ostrakon's verifier, from docs/protocol.md and docs/record.md alone.

Its arithmetic takes a time that depends on what it computes with: everything that a verifier sees is public.
"""
