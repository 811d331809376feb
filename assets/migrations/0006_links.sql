-- What stands behind tasks is kept with the ids of contacts and the addresses of files from here on, so what
-- was kept without them is fetched again.

DELETE FROM related;
