"""From an SOP to a picture: the official pages by Typst, flowcharts by Graphviz."""
