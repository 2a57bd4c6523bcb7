"""The engine of the kit: it scores answers on acceptable-use rules; shells show, serve, print and count.

Light on purpose: importing it loads nothing but the standard library.
"""

__version__ = "0.1.0"
