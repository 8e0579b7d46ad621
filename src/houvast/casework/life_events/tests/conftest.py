"""The neighbourhood of casework's own tests."""

from houvast.casework.tests.conftest import city, question, request_of, resident

__all__ = ["city", "question", "request_of", "resident"]
