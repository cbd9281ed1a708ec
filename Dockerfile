# An image with onewriter and git, for CI:  docker build -t onewriter .  &&  docker run --rm -v "$PWD:/src" onewriter check
FROM debian:12-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends make git && rm -rf /var/lib/apt/lists/*
COPY . /onewriter
RUN make -C /onewriter install PREFIX=/usr DESTDIR=/image

FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends git && rm -rf /var/lib/apt/lists/* \
  && git config --system --add safe.directory '*'
COPY --from=build /image /
WORKDIR /src
ENTRYPOINT ["onewriter"]
CMD ["check"]
