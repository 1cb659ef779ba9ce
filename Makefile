# Every target only runs commands a person can type. On Windows: see README.md.
PYTHON ?= python3
BIN = .venv/bin
DEBIAN = chromium libreoffice-calc-nogui cgi-mapserver $(if $(shell command -v npm),,npm) libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 python3-venv python3-gdal libsqlite3-mod-spatialite
DEBIAN_PYTHON ?= /usr/bin/python3
SCALE ?= municipality
COMMIT ?= HEAD

.PHONY: atlas install system test test-all fuzz same lint bench docs lock clean

atlas: install            ## everything: install, then the atlas of all four studies
	$(BIN)/geo-ser run .
	$(BIN)/geo-ser run studies/apeldoorn-noord
	$(BIN)/geo-ser run studies/assen
	$(BIN)/geo-ser run studies/voorbeeldpark

install: .venv/installed  ## make .venv with the geo-ser script

.venv/installed: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch .venv/installed

.venv/installed-dev: requirements-dev.txt .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch .venv/installed-dev

.venv-servers/installed: requirements-servers.txt ## pygeoapi for the tests; its pins are its own
	$(PYTHON) -m venv .venv-servers
	.venv-servers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-servers.txt
	touch .venv-servers/installed

.venv-gpkg/installed: requirements-gpkg.txt | system ## PDOK's validator of GeoPackages; its GDAL is Debian's
	{ $(DEBIAN_PYTHON) -m venv --clear --system-site-packages .venv-gpkg && .venv-gpkg/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-gpkg.txt && touch .venv-gpkg/installed; } || echo "no validator of GeoPackages: the tests that need it are skipped"

system:                   ## what the tests need of Debian: browser, office, map server, npm, Pango, GDAL
	command -v chromium >/dev/null && command -v soffice >/dev/null && command -v npm >/dev/null && test -x /usr/lib/cgi-bin/mapserv && ldconfig -p | grep -q libpangoft2 && ls /usr/lib/*/mod_spatialite.so >/dev/null 2>&1 && $(DEBIAN_PYTHON) -c "import ensurepip, osgeo" 2>/dev/null || { test "$$(id -u)" = 0 && apt-get update -qq -o DPkg::Lock::Timeout=300 && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o DPkg::Lock::Timeout=300 $(DEBIAN) >/dev/null; } || echo "not all of $(DEBIAN): the tests that need them are skipped"

AXE = .venv/axe/node_modules/axe-core/axe.min.js

$(AXE): | .venv/installed-dev system ## axe-core, which looks at the pages for people who see or move less
	npm install --prefix .venv/axe --no-save --no-package-lock --no-audit --no-fund --silent axe-core@4.14.1 || echo "no axe-core: the tests that need it are skipped"

test: .venv/installed-dev .venv-servers/installed .venv-gpkg/installed system $(AXE) ## install what the tests need, lint, test
	$(MAKE) lint
	$(BIN)/python -m pytest -n 3 --dist worksteal -m "not slow"

test-all: test           ## those marked slow as well
	$(BIN)/python -m pytest -n 3 --dist worksteal -m slow

FUZZ_FILES ?= 1000
FUZZ_SECONDS ?= 300
READERS = wkb gml registry cityjson outline imro manifest atlas ladder claims

fuzz: .venv/installed-dev ## hours: FUZZ_FILES mutated files of each format, each reader FUZZ_SECONDS by atheris
	$(BIN)/python -m tests.fuzz.mutate $(FUZZ_FILES)
	for reader in $(READERS); do $(BIN)/python -m tests.fuzz.guided $$reader -max_total_time=$(FUZZ_SECONDS) || exit 1; done

same: .venv/installed-dev ## are all outputs of the studies what COMMIT makes of them, byte for byte
	$(BIN)/python -m tests.same $(COMMIT)

lint: .venv/installed-dev ## ruff, format, mypy strict, the rooms test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_rooms.py

bench: .venv/installed-dev ## what is fast and how we know (SCALE=municipality, province, country)
	$(BIN)/python benchmarks/run_all.py --scale $(SCALE)
	$(BIN)/python benchmarks/maps.py
	$(BIN)/python benchmarks/gain.py
	$(BIN)/python -m benchmarks.fetch

docs: .venv/installed-dev ## the documentation as a site in site/
	$(BIN)/python -m mkdocs build --quiet

lock:                     ## renew the hashed lock files (needs uv)
	uv pip compile pyproject.toml --extra build --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade -q -o requirements.txt
	uv pip compile pyproject.toml --extra build --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade -q -o requirements-dev.txt
	uv pip compile requirements-servers.in --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --upgrade -q -o requirements-servers.txt
	uv pip compile requirements-gpkg.in --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --no-emit-package gdal --upgrade -q -o requirements-gpkg.txt

clean:                    ## remove what geo_ser made, never what it was made from
	rm -rf data/processed/* data/processed/.stages maps/*.html studies/*/data/processed studies/*/maps
