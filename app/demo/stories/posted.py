"""A message of this morning, brought here and not registered yet."""

from app.demo import post
from app.demo.context import Demo
from app.demo.play import Tale, on


def this_morning(demo: Demo) -> Tale:
    """Giorgio finds it on his page of the day: the certified mail of a hospital."""
    yield on(23, 11, 9, 40)
    sender = "Servizio sociale ospedaliero <sociale@ospedale.example>"
    words = (
        "Buongiorno,\n\nla signora Ines Galbusera, 84 anni, sarà dimessa venerdì. Vive sola al"
        " terzo piano senza ascensore; un nipote passa la domenica.\nSi chiede di valutare un aiuto"
        " a casa.\n\n-- \nNadia Perego, assistente sociale"
    )
    pec = post.certified(sender, "Dimissione protetta", words, on(23, 11, 8, 15), "Lettera")
    post.brought(demo, "giorgio", pec)
