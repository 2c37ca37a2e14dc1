# Pagerate in one small image. Build: docker build -t pagerate --build-arg REVISION="$(git rev-parse HEAD)" . ;
# run: compose.yaml.
FROM python:3.11-slim AS packages
COPY requirements.lock /
RUN python -m venv /venv && /venv/bin/python -m pip install --no-cache-dir --require-hashes --only-binary :all: -r /requirements.lock

FROM python:3.11-slim
RUN useradd --system --create-home --home-dir /var/lib/pagerate pagerate
COPY --from=packages /venv /venv
WORKDIR /srv
COPY app app
COPY reports reports
COPY migrations migrations
RUN /venv/bin/python -m compileall -q app reports migrations
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PAGERATE_DATA_DIR=/var/lib/pagerate
# Last, so that another commit alone makes no layer anew. It stands in every release.
ARG REVISION=
ENV PAGERATE_REVISION=$REVISION
USER pagerate
VOLUME /var/lib/pagerate
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=3s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
ENTRYPOINT ["python", "-m", "app.manage"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8000"]
