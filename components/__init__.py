"""What a page is made of, in nine rooms; an arrow may only point down.

screen      the only code that knows Streamlit
content     what stands on each page, one module a page
briefing    a briefing as steps, and its slides and PDF
opendata    a release as files and in words: workbooks, ZIP, feed, citation, what changed
charts      figures of a view as charts: map, trends, comparisons, claims, overview, people
guidance    signs, contacts, advice, glossary, stories and posters: checked content and its blocks
drawing     what a chart is, and how it becomes SVG, PNG, an HTML table or PDF
address     what an address asks for, and the address of everything
wording     catalogues, numbers, dates and sentences
"""
