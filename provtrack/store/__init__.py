"""Git and files: the only room that reads or writes anything."""
