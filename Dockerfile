# Davylamp for a box that is always on (Raspberry Pi, NAS, old laptop): see README, "On a box that is always on".
# Built in one image and run in another, which holds neither compilers nor tests.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund --loglevel=error
COPY index.html tsconfig.json vite.config.ts ./
COPY public public
COPY models models
COPY src src
# miniflare is optional, because it is not there for every processor, and for tests alone.
RUN npx vite build --logLevel warn \
  && npm pkg delete optionalDependencies.miniflare \
  && npm prune --omit=dev --no-audit --no-fund --loglevel=error

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production XDG_STATE_HOME=/data
COPY --from=build /app/node_modules node_modules
COPY package.json package-lock.json index.html tsconfig.json vite.config.ts ./
COPY public public
COPY models models
COPY src src
COPY proxy proxy
COPY scripts scripts
COPY --from=build /app/dist dist
# What it must not lose: the pairing token, paired devices, the certificate authority, recordings.
RUN mkdir -p /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 8787 8788 8789
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8787/').then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "scripts/start.mjs"]
CMD ["--lan", "--record"]
