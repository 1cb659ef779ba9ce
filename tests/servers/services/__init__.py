"""Stubs made from published descriptions; each is one function from what is asked to a reply."""
