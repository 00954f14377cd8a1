"""An invented bank with known structures in it, to see and to test the tags on."""

from service.demo.bank import write_demo_bank

__all__ = ["write_demo_bank"]
