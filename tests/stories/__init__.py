"""Three whole stories, told by the program: at no step is somebody left without a next thing to do."""
