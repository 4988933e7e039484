"""Reports: figures become a plain model, and the model becomes Markdown, HTML or DOCX."""
