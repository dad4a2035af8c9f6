"""All that knows Sphinx: an edition is built by Jupyter Book with these extensions, `editions` before all others.

What happens when; where several parts answer one event, in their order (a number is a priority, else 500):

    config-inited        editions: the whole project's build becomes the English one
                         950 interface: words, title, author, addresses; 951 interface: scripts with their words
    builder-inited       100 editions: parts of live cells; editions: the other languages begin
                         search: that of Sphinx is left out; colouring
                         950 interface: where outputs of cells are kept
    env-get-outdated     freshness: all pages (a draft: none but what was saved)
    transforms           addresses: headings; terms: definitions
    doctree-read         cells: ids; freshness: the notice; 900 lessons: numbers
    post-transforms      5 listed; 198 gates, toys, runway, lessons; 199 offer
    doctree-resolved     cards, errors, extra, terms: links; interface: words of folds
    html-page-context    400 search: title of its page; 400 sidebar
                         cells, gates, toys, lessons: scripts; errors; found, schema: descriptions; hanging
                         interface: languages; extra: version; search: records;
                         900 interface, 910 keeping: the download menu
    build-finished       extra: its leaflets; inventory, keeping, offer, search, terms: files beside the pages
                         800 finishing: the pages as they leave the build
                         900 editions: what stands above the editions
"""

from sphinx.application import Sphinx


def is_edition(app: Sphinx, exception: Exception | None) -> bool:
    """Whether a build that ends has made the pages of a whole edition."""
    return exception is None and app.builder.format == "html" and not app.config.draft
