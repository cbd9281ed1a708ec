// Room: extract.
