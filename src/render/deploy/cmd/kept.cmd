
rem :kept NAME: keeps what AWS answered in a variable.
:kept
for /f "usebackq delims=" %%A in ("%composer_answers%") do set "%1=%%A"
exit /b 0
