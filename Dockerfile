# Two stages: the first installs what uv.lock pins, the second holds only that and the code. Runs as nobody in
# particular, on a read-only root; only /var/lib/rujukan and /tmp are written. Python is the one CI tests with.
FROM python:3.11.14-slim-bookworm AS build
WORKDIR /app
COPY LICENSE README.md pyproject.toml uv.lock ./
COPY scripts/setup.py scripts/
RUN python scripts/setup.py --production --venv /opt/rujukan \
 && rm -f /opt/rujukan/bin/uv /opt/rujukan/bin/uvx \
 && /opt/rujukan/bin/python -m compileall -q /opt/rujukan/lib

FROM python:3.11.14-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin rujukan \
 && install --directory --owner 10001 --group 10001 --mode 0700 /var/lib/rujukan
COPY --from=build /opt/rujukan /opt/rujukan
COPY . /app
WORKDIR /app
ENV PATH=/opt/rujukan/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    RUJUKAN_DATA=/var/lib/rujukan
USER 10001:10001
CMD ["rujukan", "--help"]
