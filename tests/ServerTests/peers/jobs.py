"""pyvo handles a job of a TAP service. usage: jobs.py start URL QUERY | phase JOB_URL | abort JOB_URL | error URL QUERY
start prints the job's URL, phase and abort its phase, error the words of the error that the query ends in."""
import sys
import warnings

import pyvo

warnings.simplefilter("ignore")
verb, address = sys.argv[1], sys.argv[2]
if verb == "start":
    job = pyvo.dal.TAPService(address).submit_job(sys.argv[3])
    job.run()
    print(job.url)
elif verb == "error":
    try:
        pyvo.dal.TAPService(address).run_sync(sys.argv[3])
    except pyvo.dal.DALQueryError as error:
        print(" ".join(str(error).split()))
else:
    job = pyvo.dal.AsyncTAPJob(address)
    if verb == "abort":
        job.abort()
    print(job.phase)
