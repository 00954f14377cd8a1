"""What every page is made with: asking the API, the page itself, forms, figures in words."""
