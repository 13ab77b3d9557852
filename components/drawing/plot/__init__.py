"""Plotly's figures as SVG."""
