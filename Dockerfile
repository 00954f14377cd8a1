# The packages are installed in a stage of their own, so that pip and its leftovers are not shipped.
FROM python:3.11-slim AS packages

RUN python -m venv /opt/venv
COPY requirements.txt /tmp/requirements.txt
RUN /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check -r /tmp/requirements.txt


FROM python:3.11-slim

# A number and not only a name, so that Kubernetes can see that it is not root.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin guanxi \
    && install --directory --owner guanxi --group guanxi /data /scratch

COPY --from=packages /opt/venv /opt/venv
COPY cypher /app/cypher
COPY loaders /app/loaders
COPY service /app/service

# The code is read-only to the user that runs it, and so are its compiled kernels: each process copies
# them to /tmp, and nobody who can write a volume can put code among them. They are for every
# processor of this architecture, and count only for files of these dates, which a registry cuts to
# seconds. What is written goes to /data: the embedded store and the rejects. A volume on /scratch,
# with TMPDIR=/scratch, takes what a load sorts on disk.
#
# It listens on every address, so that somebody must sign in: the first user is made with
#   docker run --rm -it --volume guanxi:/data guanxi python -m service user add NAME --role ROLE
ENV PATH=/opt/venv/bin:$PATH \
    GUANXI_AUTH=local \
    PYTHONPATH=/app \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    NUMBA_CACHE_DIR=/opt/kernels \
    NUMBA_CPU_NAME=generic \
    NUMBA_CPU_FEATURES=
RUN find /app -exec touch --date=2000-01-01 {} + && python -m service warm
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000

# Alive and not ready: a store that does not answer is no reason to restart the service.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/health/live', timeout=4)"]

CMD ["python", "-m", "service", "serve", "--host", "0.0.0.0"]
