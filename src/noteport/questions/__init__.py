"""Questions that others ask: plugins, and language models by batches of requests.

maker.py     what a question maker is; rules.py is ours
checks.py    what is wrong with a question
collect.py   which claims are asked about, and which of the questions are kept
prompt.py    what a language model is told
batch.py     requests for a language model, and its answers

What is kept goes into the decisions file, so that an export never waits for a maker and always gives the same cards.
"""
