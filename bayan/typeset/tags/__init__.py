"""The structure tree: what a screen reader hears, built anew from the HTML elements.

``seam`` records what WeasyPrint drew for which element, ``tree`` puts the fragments of each
element together again, ``shape`` gives them their PDF roles, ``write`` makes PDF objects.
"""
