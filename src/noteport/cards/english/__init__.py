"""The table of what the choice of a question knows of English. Other languages go by marks and numbers.

words.py            words by what they can do in a sentence, and how to compare them
patterns.py         phrases: openers, talk about the video, what announces a name or a term
tags.py             parts of speech, by what was learned in parts_of_speech.txt
words.bin           frequency, marks and a vector of 16,000 words; word_table.py reads it
common_words.txt    words that notes on any subject use, with their document frequency
"""
