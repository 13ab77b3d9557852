"""What the publishers' interfaces offer: GOV.UK, the Office for National Statistics, Open Geography."""
