# Stage 1 builds everything; stage 2 holds the bundle, the web files and the few packages that cannot be bundled.
FROM node:24-bookworm-slim AS build
WORKDIR /src
# Packages first: this layer changes only with the lockfile. Install scripts are not needed to build.
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
COPY tsconfig.json ./
COPY prisma prisma
COPY web web
COPY app app
RUN node prisma/generate.ts \
 && node node_modules/vite/bin/vite.js build --config web/vite.config.ts \
 && node node_modules/vite/bin/vite.js build --config app/vite.config.ts \
 && node app/write-rds-authorities.ts rds-ca.pem

FROM node:24-bookworm-slim
RUN groupadd --gid 10001 mpla \
 && useradd --uid 10001 --gid mpla --home-dir /data --shell /usr/sbin/nologin --no-create-home mpla \
 && mkdir /data && chown mpla:mpla /data
WORKDIR /mpla
COPY --from=build /src/dist dist
COPY --from=build /src/rds-ca.pem ./
ENV HOST=0.0.0.0 PORT=8080 DATABASE_URL=file:/data/mpla.db
USER mpla
VOLUME ["/data"]
EXPOSE 8080
# Liveness only: a database that is away must not make the container be replaced.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/live`,{signal:AbortSignal.timeout(4000)}).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
# Exec form: SIGTERM reaches Node itself. Last, because it changes with every release.
ARG MPLA_VERSION=development
ENV MPLA_VERSION=${MPLA_VERSION}
CMD ["node", "dist/server.js"]
