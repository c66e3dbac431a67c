
rem :find_stream REGION CLUSTER: the identifier of the cluster's stream whose description answers True to composer_query.
:find_stream
set "composer_found="
set "composer_wrong="
call aws dsql list-streams --cluster-identifier %2 --region %1 --query "streams[].[streamIdentifier]" --output text >"%composer_folder%\streams.txt" 2>"%composer_errors%"
call :listed
if %errorlevel% neq 0 exit /b 1
for /f "usebackq delims=" %%A in ("%composer_folder%\streams.txt") do call :look_into %%A %1 %2
if defined composer_wrong exit /b 1
exit /b 0
:listed
if %errorlevel% equ 0 exit /b 0
"%composer_find%" "(ResourceNotFoundException)" "%composer_errors%" >nul
if %errorlevel% equ 0 exit /b 0
goto :say_errors
:look_into
if "%1"=="None" exit /b 0
if defined composer_found exit /b 0
if defined composer_wrong exit /b 0
call aws dsql get-stream --cluster-identifier %3 --stream-identifier %1 --region %2 --query %composer_query% --output text >"%composer_answers%" 2>"%composer_errors%"
call :answered ResourceNotFoundException
if %errorlevel% neq 0 set "composer_wrong=1"
if "%composer_answer%"=="True" set "composer_found=%1"
exit /b 0
