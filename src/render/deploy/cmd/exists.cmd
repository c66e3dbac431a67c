
rem :exists: says that it does, and in what it differs.
:exists
if defined composer_answer set "composer_answer=, with another %composer_answer:	=, %"
echo   exists already%composer_answer%
exit /b 0
