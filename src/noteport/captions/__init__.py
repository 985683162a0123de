"""What is said in a video, and when: reads captions, and finds the claims of a note in them.

reader.py       a file of any format ── captions
  webvtt.py  subrip.py  json3.py  timed_xml.py     one format each ── cues
  spoken.py  rolling.py  transcript.py             cues ── words with their times, and sentences
align.py        claims and captions ── where each is said
  stems.py  evidence.py                            how much of a claim is said at each sentence
  readings.py  chain.py  trust.py                  what written times mean, and the order of a note
  sought_claim.py                                  when that is enough for a verdict
verdicts.py     a note with its verdicts
names.py        what the name of a file of captions says
youtube.py      fetches captions from YouTube; an extra
"""
