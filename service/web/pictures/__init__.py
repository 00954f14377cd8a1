"""Pictures of relationships: nodes with places, which a template draws as SVG."""
