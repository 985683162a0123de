# docker build -t noteport .
# docker run --rm --user "$(id -u):$(id -g)" -v "$PWD:/notes" noteport anki . -o deck.apkg
FROM python:3.13-slim AS build
WORKDIR /source
COPY . .
RUN pip wheel --no-cache-dir --wheel-dir /wheels '.[captions,parquet,watch]'

FROM python:3.13-slim
LABEL org.opencontainers.image.source="https://github.com/noteport/noteport" \
    org.opencontainers.image.description="Turns timestamped Markdown notes of videos into Anki decks, EPUB study guides and data." \
    org.opencontainers.image.licenses="MIT"
# The wheels are mounted, so that no layer of the image contains them; there is one version of each.
# hadolint ignore=DL3013
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels \
    pip install --no-cache-dir --no-index --find-links /wheels 'noteport[captions,parquet,watch]' \
    && useradd --no-create-home --uid 1000 noteport
USER 1000
# Any user may run it; the cache of a container would be gone with it.
ENV PYTHONDONTWRITEBYTECODE=1 NOTEPORT_CACHE=no
WORKDIR /notes
ENTRYPOINT ["noteport"]
CMD ["--help"]
