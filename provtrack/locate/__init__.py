"""Where a quotation comes from: taking it apart, and laying it on the texts."""
