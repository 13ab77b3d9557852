"""From true counts to counts that can be published: which are hidden, so that no small one can be worked out."""
