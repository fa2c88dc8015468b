# One image per process with a dist/main.js: each department, identity and the gateway. FOLDER is its folder in the
# repository, PROJECT its name for nx.
FROM node:24.21.0-bookworm-slim AS build
ARG FOLDER
ARG PROJECT
WORKDIR /app
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund
RUN npx nx run ${PROJECT}:build

FROM node:24.21.0-bookworm-slim AS dependencies
ARG FOLDER
WORKDIR /app
COPY . .
RUN npm ci --ignore-scripts --no-audit --no-fund --omit=dev --workspace=${FOLDER}

FROM node:24.21.0-bookworm-slim
ARG FOLDER
ENV NODE_ENV=production NODE_OPTIONS=--enable-source-maps HOST=0.0.0.0
WORKDIR /app/${FOLDER}
COPY --from=dependencies /app/node_modules /app/node_modules
COPY --from=dependencies /app/${FOLDER} /app/${FOLDER}
COPY --from=build /app/${FOLDER}/dist /app/${FOLDER}/dist
COPY --from=build /app/access-catalogue.json /app/access-catalogue.json
USER node
CMD ["node", "dist/main.js"]
