"""Training of the classifier of events: instances, encoder, training, export (see tools/train_classifier.py)."""
