// Room: facts.
