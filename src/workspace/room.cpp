// Room: workspace.
