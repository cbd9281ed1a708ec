// Room: link.
