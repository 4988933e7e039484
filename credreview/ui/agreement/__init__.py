"""How far reviewers agree: figures with intervals, the confusion matrix, the claims behind it."""
