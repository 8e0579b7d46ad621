"""The look: base page, components, gallery, languages. Knows nothing of residents, rights or cases."""
